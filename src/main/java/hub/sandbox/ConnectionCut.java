package hub.sandbox;

import java.io.IOException;

/** A fault asked for this connection to end without an answer. */
final class ConnectionCut extends IOException {
  ConnectionCut(String what) {
    super(what);
  }
}
