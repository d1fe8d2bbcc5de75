"""How long the sandbox takes to answer, question by question: `manage.py sandbox_measure`."""
