package hub.imports;

import java.io.IOException;
import java.util.Arrays;

/**
 * A dump's lines, one at a time, in one array that grows no further than the longest line allowed;
 * a longer line is passed over without being kept.
 */
final class DumpLines implements AutoCloseable {
  private static final int FIRST = 256 * 1024;

  private final DumpStream stream;
  private final int longest;
  private byte[] buffer = new byte[FIRST];
  private int start;
  private int end;
  private int lineStart;
  private int lineLength;
  private long offset;
  private long number;
  private boolean tooLong;
  private boolean whole;

  DumpLines(DumpStream stream, long offset, long number, int longest) {
    this.stream = stream;
    this.offset = offset;
    this.number = number;
    this.longest = longest;
  }

  /** Goes to the next line; false at the end. */
  boolean next() throws IOException {
    tooLong = false;
    int scanned = 0;
    int found = lineEnd(start);
    while (found < 0) {
      scanned = end - start;
      if (scanned > longest) {
        passOver();
        scanned = 0;
      }
      if (!fill()) {
        return last();
      }
      found = lineEnd(start + scanned);
    }
    line(found - start, 1);
    return true;
  }

  private void passOver() {
    tooLong = true;
    offset += end - start;
    start = end;
  }

  private int lineEnd(int from) {
    for (int i = from; i < end; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private boolean last() {
    if (start == end && !tooLong) {
      return false;
    }
    line(end - start, 0);
    return true;
  }

  private void line(int length, int endLength) {
    tooLong |= length > longest;
    lineStart = start;
    lineLength = length;
    start += length + endLength;
    offset += length + endLength;
    whole = endLength == 1;
    number++;
  }

  /** Reads more behind what is there; false at the end of the dump. */
  private boolean fill() throws IOException {
    if (end == buffer.length) {
      makeRoom();
    }
    int read = stream.read(buffer, end, buffer.length - end);
    end += Math.max(0, read);
    return read >= 0;
  }

  private void makeRoom() {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(longest + (long) FIRST, buffer.length * 2L));
    }
  }

  byte[] bytes() {
    return buffer;
  }

  int from() {
    return lineStart;
  }

  int length() {
    return tooLong ? 0 : lineLength;
  }

  /** The line's number, from 1. */
  long number() {
    return number;
  }

  /** Bytes of the dump up to behind this line. */
  long offset() {
    return offset;
  }

  /** Whether the line is longer than allowed and was passed over. */
  boolean isTooLong() {
    return tooLong;
  }

  /** Whether the line has its end; the last one of a cut file has not. */
  boolean isWhole() {
    return whole;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
