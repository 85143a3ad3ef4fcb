"""Writes a menu as a flow of Twilio Studio, with the Functions it asks."""
