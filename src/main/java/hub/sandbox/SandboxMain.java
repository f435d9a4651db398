package hub.sandbox;

/** Runs the sandbox as a process of its own, so that it outlives a hub that is killed. */
public final class SandboxMain {
  private SandboxMain() {}

  /** Options as {@link SandboxOptions#of} reads them; prints the address, then the secret. */
  public static void main(String[] arguments) throws InterruptedException {
    SandboxOptions options = SandboxOptions.of(arguments);
    SandboxServer sandbox = SandboxServer.start(options);
    System.out.println("sandbox " + sandbox.url());
    System.out.println("secret " + options.secret());
    System.out.flush();
    Thread.currentThread().join();
  }
}
