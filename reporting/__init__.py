"""The commands that report to the State and the public: databank, study, advice, training."""
