"""Who goes to which rescue point, and who stays behind (抢险集结)."""
