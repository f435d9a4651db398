package hub.vectors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Vectors as bytes, the lowest byte of each float first, and as unit vectors. */
final class Floats {
  private Floats() {}

  static byte[] bytes(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }

  static float[] vector(byte[] bytes) {
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }

  /**
   * The same direction with length 1.
   *
   * @throws IllegalArgumentException if the vector has no direction
   */
  static float[] unit(float[] vector) {
    double squares = 0;
    for (float each : vector) {
      squares += each * each;
    }
    double length = Math.sqrt(squares);
    if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("A vector of length " + length + " has no direction");
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }
}
