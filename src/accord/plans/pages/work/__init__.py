"""My work: what waits because of something that was recorded, and nothing else."""
