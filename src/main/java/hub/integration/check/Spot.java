package hub.integration.check;

/**
 * Where a step stands.
 *
 * @param from what its route serves
 * @param parts whether it is given the parts of a split
 * @param looped whether it is within a loop
 */
record Spot(String from, boolean parts, boolean looped) {
  Spot inSplit() {
    return new Spot(from, true, looped);
  }

  Spot inLoop() {
    return new Spot(from, parts, true);
  }
}
