"""What the service does when somebody speaks or acts: one async function an act, the Desk first."""
