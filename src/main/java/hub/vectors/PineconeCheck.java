package hub.vectors;

import hub.Mode;
import hub.vectors.PineconeAccess.Connection;
import hub.web.Check;
import hub.web.Finding;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether Pinecone, if it is used, can be reached and knows the key; costs nothing. */
@Component
@Order(8)
class PineconeCheck implements Check {
  private static final String PAGE = "/settings/search";

  private final PineconeAccess access;

  PineconeCheck(PineconeAccess access) {
    this.access = access;
  }

  @Override
  public String subject() {
    return "Pinecone";
  }

  @Override
  public Finding look() {
    if (!access.isUsed()) {
      return Finding.ok("Not used; each process's own index answers.");
    }
    Connection connection = access.now();
    String trouble = connection.trouble();
    if (trouble != null) {
      return Finding.broken(
          "Its changes wait, and the local index answers. " + trouble + ".", "Enter it.", PAGE);
    }
    if (!connection.answers()) {
      return Finding.broken(
          connection.address() + " can’t be reached, or does not know the key.",
          "The local index answers meanwhile. Enter the right key, or wait if Pinecone has an"
              + " outage.",
          PAGE);
    }
    return connection.mode() == Mode.SANDBOX
        ? Finding.attention("Simulated on this machine.", "Enter a key when you are ready.", PAGE)
        : Finding.ok(connection.address() + " knows the key.");
  }
}
