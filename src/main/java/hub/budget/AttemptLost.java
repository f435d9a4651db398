package hub.budget;

/** A sweep found an attempt that nobody finishes any more, and put it right. */
public record AttemptLost(LostAttempt attempt) {}
