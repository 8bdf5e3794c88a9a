"use strict";

// Starts Swagger UI on the address that the page states; nothing is fetched from another host.
const place = document.getElementById("swagger-ui");
window.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.url,
  deepLinking: true,
  validatorUrl: null,
});
