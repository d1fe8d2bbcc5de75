"""Files that people are sent by e-mail: the service that checks, keeps and hands them out, and its pages."""
