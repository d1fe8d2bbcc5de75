"""Letters on paper: drawn as PDF files, counted, shown as pictures, and checked before they are printed."""
