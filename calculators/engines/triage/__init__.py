"""Which task goes where: tasks with their factors, rules for lanes, and controls by stakes."""
