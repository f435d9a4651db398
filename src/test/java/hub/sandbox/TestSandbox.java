package hub.sandbox;

import java.time.Duration;

/** A sandbox for tests of other rooms. */
public final class TestSandbox {
  private TestSandbox() {}

  /** One that has an address and that nobody runs. */
  public static Sandbox none() {
    return new Sandbox(
        new SandboxSettings("http://127.0.0.1:9", "secret", 1, Duration.ZERO, false, null, ""));
  }

  /** One that starts when it is first asked for its address; to be closed. */
  public static Sandbox inside() {
    return new Sandbox(new SandboxSettings("", "secret", 1, Duration.ZERO, false, null, ""));
  }

  /** One that runs at this address with this secret. */
  public static Sandbox at(String url, String secret) {
    return new Sandbox(new SandboxSettings(url, secret, 1, Duration.ZERO, false, null, ""));
  }
}
