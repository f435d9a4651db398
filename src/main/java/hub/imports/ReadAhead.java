package hub.imports;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads the next batch while the one before is stored. On a platform thread: unpacking and parsing
 * compute without a pause and would keep a carrier from everybody else's virtual threads.
 */
final class ReadAhead implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("import-reader").daemon().factory());

  private final DumpReader reader;
  private Future<DumpBatch> next;

  ReadAhead(DumpReader reader) {
    this.reader = reader;
    this.next = thread.submit(reader::next);
  }

  DumpBatch next() throws InterruptedException {
    try {
      DumpBatch batch = next.get();
      if (!batch.ended()) {
        next = thread.submit(reader::next);
      }
      return batch;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A dump's next lines could not be read", e.getCause());
    }
  }

  /** Waits until nothing reads any more: an unpacker must not be closed under a reader. */
  @Override
  public void close() {
    thread.close();
  }
}
