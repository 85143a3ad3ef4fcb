"""Writes a menu as menus and dialplan of FreeSWITCH."""
