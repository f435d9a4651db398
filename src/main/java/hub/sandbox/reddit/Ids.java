package hub.sandbox.reddit;

/** Reddit's ids: growing numbers in base 36. Another seed or topic gives others. */
final class Ids {
  private static final long ROOM_OF_A_TOPIC = 200_000_000;
  private long last;

  /**
   * @param first where the numbers begin
   * @param topic the topic's place in the catalogue
   */
  Ids(long first, int topic, long seed) {
    this.last =
        first + topic * ROOM_OF_A_TOPIC + Math.floorMod(seed * 0x9E3779B97F4A7C15L, 100_000_000L);
  }

  String next() {
    last += 7 + last % 31;
    return Long.toString(last, 36);
  }
}
