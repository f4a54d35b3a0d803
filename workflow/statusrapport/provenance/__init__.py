"""What a result was made from: digests of code, of data and of the machine."""
