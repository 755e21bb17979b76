"""Training on the synthetic twin: exercises, their answers, and the progress of a learner."""
