package hub.ledger;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Chains and signs what has grown, now and then. */
@Component
class LedgerSweep {
  private final Chainer chainer;
  private final Checkpoints checkpoints;
  private final List<Book> books;

  LedgerSweep(Chainer chainer, Checkpoints checkpoints, ObjectProvider<Book> others) {
    this.chainer = chainer;
    this.checkpoints = checkpoints;
    this.books = Stream.concat(Stream.of(Book.LEDGER), others.stream()).toList();
  }

  @Scheduled(
      fixedDelayString = "${hub.ledger.chain-every:1s}",
      initialDelayString = "${hub.ledger.chain-every:1s}")
  void sweep() {
    for (Book book : books) {
      chainer.waiting(book).forEach(workspace -> chainer.chain(book, workspace));
      checkpoints.signDue(book);
    }
  }
}
