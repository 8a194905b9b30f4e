"""What every calculator is made of: inputs, numbers, results, views. It knows no question."""
