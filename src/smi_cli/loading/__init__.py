"""Files to model, with every problem at its line. The only place that touches the disk."""
