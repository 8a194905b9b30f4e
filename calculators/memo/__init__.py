"""The AI choice memo: answers that a reader kept, put together, and the policy they lead to."""
