package hub.ledger;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Chains and signs what has grown, now and then. */
@Component
class LedgerSweep {
  private final Chainer chainer;
  private final Checkpoints checkpoints;

  LedgerSweep(Chainer chainer, Checkpoints checkpoints) {
    this.chainer = chainer;
    this.checkpoints = checkpoints;
  }

  @Scheduled(
      fixedDelayString = "${hub.ledger.chain-every:1s}",
      initialDelayString = "${hub.ledger.chain-every:1s}")
  void sweep() {
    chainer.waiting().forEach(chainer::chain);
    checkpoints.signDue();
  }
}
