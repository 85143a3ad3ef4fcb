"""Writes a menu as Asterisk's dialplan, with the queues, mailboxes and recordings it needs (Asterisk 16 on).

Where a call goes on, the call graph says; here stands only by which of Asterisk's applications it gets there.
"""
