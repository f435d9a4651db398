package hub.llm;

/** Asks the model outside a job, by the same journey as every paid call. */
public interface Asking {

  /**
   * Holds, sends and settles one question.
   *
   * @throws ModelUnavailable if the model can't be asked now
   * @throws RequestRefused if the vendor refuses the request as it is
   */
  Answer ask(Question question);
}
