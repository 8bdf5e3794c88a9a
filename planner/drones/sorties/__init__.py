"""What one dock can fly in one round: looks joined to sorties within charge, time and reserve."""
