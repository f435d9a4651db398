package hub.integration.child;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.component.http.HttpEndpointUriFactory;
import org.apache.camel.component.mail.MailEndpoint;

/** The ways out that there are. */
final class Ways {
  private Ways() {}

  /** Web addresses. What Camel does not know as an option of its own is a query's parameter. */
  record Web(String scheme) implements Way {
    private static final Set<String> OPTIONS =
        Set.of(
            "httpMethod",
            "throwExceptionOnFailure",
            "okStatusCodeRange",
            "authMethod",
            "authUsername",
            "authPassword",
            "authBearerToken",
            "authenticationPreemptive",
            "connectTimeout",
            "responseTimeout");
    private static final Set<String> OWN = new HttpEndpointUriFactory().propertyNames();

    @Override
    public boolean allows(String option) {
      return OPTIONS.contains(option)
          || !OWN.contains(option)
              && !option.startsWith("httpClient")
              && !option.startsWith("httpConnection");
    }

    @Override
    public Set<String> secretOptions() {
      return Set.of("authUsername", "authPassword", "authBearerToken");
    }

    /** Some receivers, such as chats, are known by an address that is itself a secret. */
    @Override
    public boolean secretInPlace() {
      return true;
    }

    @Override
    public String slashes() {
      return "//";
    }

    @Override
    public String place(String remaining) {
      String place = remaining.startsWith("//") ? remaining.substring(2) : remaining;
      String host = place.split("[/?#]", 2)[0];
      if (Secrets.holdsMark(host) || host.contains("@") || host.isBlank()) {
        throw new Refused("The host of a web address must stand there as it is");
      }
      return place;
    }

    /** Credentials follow no redirect, since none is followed. */
    @Override
    public void complete(Map<String, Object> options) {
      options.put("followRedirects", "false");
      options.putIfAbsent("connectTimeout", "5000");
      options.putIfAbsent("responseTimeout", "15000");
    }

    @Override
    public void prepare(Endpoint endpoint) {
      ((HttpEndpoint) endpoint).setUseSystemProperties(false);
    }
  }

  /** Mail, sent and never read. */
  record Mail(String scheme, GuardedSockets sockets) implements Way {
    private static final Set<String> OPTIONS =
        Set.of(
            "username", "password", "from", "to", "cc", "bcc", "replyTo", "subject", "contentType");

    @Override
    public boolean allows(String option) {
      return OPTIONS.contains(option);
    }

    @Override
    public Set<String> secretOptions() {
      return Set.of("username", "password");
    }

    @Override
    public String place(String remaining) {
      return remaining.startsWith("//") ? remaining.substring(2) : remaining;
    }

    @Override
    public String slashes() {
      return "//";
    }

    /** To whom a mail goes is said by the endpoint, not by the message. */
    @Override
    public void complete(Map<String, Object> options) {
      options.put("useHeaderRecipients", "false");
      options.put("useHeaderFrom", "false");
      options.put("useHeaderReplyTo", "false");
      options.put("useHeaderSubject", "true");
      options.put("connectionTimeout", "10000");
    }

    @Override
    public void prepare(Endpoint endpoint) {
      Properties properties = new Properties();
      for (String protocol : Set.of("smtp", "smtps")) {
        properties.put("mail." + protocol + ".socketFactory", sockets);
        properties.put("mail." + protocol + ".socketFactory.fallback", "false");
        properties.put("mail." + protocol + ".timeout", "15000");
        properties.put("mail." + protocol + ".writetimeout", "15000");
        properties.put("mail." + protocol + ".starttls.enable", "true");
        properties.put("mail." + protocol + ".ssl.checkserveridentity", "true");
      }
      ((MailEndpoint) endpoint).getConfiguration().setAdditionalJavaMailProperties(properties);
    }
  }

  /** Topics on brokers that were listed: a broker says where its other brokers are. */
  record Kafka(Addresses addresses) implements Way {
    private static final Set<String> OPTIONS =
        Set.of(
            "brokers",
            "key",
            "clientId",
            "securityProtocol",
            "saslMechanism",
            "saslAuthType",
            "saslUsername",
            "saslPassword");

    @Override
    public String scheme() {
      return "kafka";
    }

    @Override
    public boolean allows(String option) {
      return OPTIONS.contains(option);
    }

    @Override
    public Set<String> secretOptions() {
      return Set.of("saslUsername", "saslPassword");
    }

    @Override
    public void check(String place, Map<String, Object> options) {
      String brokers = String.valueOf(options.getOrDefault("brokers", ""));
      for (String broker : brokers.split(",", -1)) {
        int colon = broker.lastIndexOf(':');
        String host = colon < 0 ? broker : broker.substring(0, colon);
        if (!addresses.isListed(host.strip(), broker.substring(colon + 1).strip())) {
          throw new Refused("The broker \"%s\" is not listed for flows".formatted(broker.strip()));
        }
      }
    }

    @Override
    public void complete(Map<String, Object> options) {
      options.put("maxBlockMs", "10000");
      options.put("requestTimeoutMs", "5000");
      options.put("deliveryTimeoutMs", "15000");
    }
  }

  /** Files below the workspace's own folder. */
  record Files(Path folder) implements Way {
    private static final Set<String> OPTIONS =
        Set.of("fileName", "fileExist", "appendChars", "charset");

    @Override
    public String scheme() {
      return "file";
    }

    @Override
    public boolean allows(String option) {
      return OPTIONS.contains(option);
    }

    @Override
    public String place(String remaining) {
      Path to = Path.of(remaining.isBlank() ? "." : remaining);
      if (to.isAbsolute() || !folder.resolve(to).normalize().startsWith(folder)) {
        throw new Refused(
            "Files are written below the workspace's own folder, not to " + remaining);
      }
      return folder.resolve(to).normalize().toString();
    }

    @Override
    public void complete(Map<String, Object> options) {
      options.put("jailStartingDirectory", "true");
      options.put("allowNullBody", "true");
    }
  }
}
