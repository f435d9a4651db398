package hub.integration.child;

/** Who reads what this process says. */
interface Hub {
  void tell(Said said);
}
