"""What the service costs: every figure with the machine and the commit it was measured on."""
