package hub.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Completes a stream's request exactly once, whoever notices first that it is over: the stream, or
 * the container whose connection broke. A second completion could end another browser's request,
 * since containers use their request objects again.
 */
final class StreamEnd implements AsyncListener {
  private final AsyncContext request;
  private final OpenStream stream;
  private boolean over;

  StreamEnd(AsyncContext request, OpenStream stream) {
    this.request = request;
    this.stream = stream;
  }

  /** Ends the request unless it has ended. */
  synchronized void complete() {
    if (!over) {
      over = true;
      request.complete();
    }
  }

  /**
   * A write has failed, and the thread that wrote is on its way out of the container's code. Only
   * when it has left may the container use the connection's objects for another request: so this
   * waits for it.
   */
  @Override
  public void onError(AsyncEvent event) {
    stream.end();
    stream.awaitLeft();
    complete();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    stream.end();
    complete();
  }

  @Override
  public synchronized void onComplete(AsyncEvent event) {
    over = true;
    stream.end();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // A stream's request is started once.
  }
}
