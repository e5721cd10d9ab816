"""The Alliance's yearly report: facts from the services, tables and drawings of them, and files to send on."""
