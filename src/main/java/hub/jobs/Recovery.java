package hub.jobs;

/** Puts right what an attempt left behind whose process died, before the job runs again. */
@FunctionalInterface
public interface Recovery {
  void recover(Claim lapsed);
}
