package crash;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;

/** A whole Kafka as a process of its own: broker and controller in one, on loopback. */
public final class BrokerProcess {
  /** Followed by its address, once it listens. */
  public static final String READY = "broker ";

  private BrokerProcess() {}

  /** The one argument is the folder that it keeps everything in. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path settings = folder.resolve("server.properties");
    int port = freePort();
    Files.writeString(settings, settings(folder, port, freePort()));
    StorageTool.execute(
        new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", settings.toString()},
        System.err);
    Thread.ofPlatform().daemon().start(() -> tellWhenReady(port));
    Kafka.main(new String[] {settings.toString()});
  }

  private static String settings(Path folder, int port, int controllerPort) {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    controller.listener.names=CONTROLLER
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
    log.dirs=%3$s
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=4
    group.initial.rebalance.delay.ms=0
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    """
        .formatted(port, controllerPort, folder.resolve("log"));
  }

  private static void tellWhenReady(int port) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> listens(port));
    System.out.println(READY + "127.0.0.1:" + port);
    System.out.flush();
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
