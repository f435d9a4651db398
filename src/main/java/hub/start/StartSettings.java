package hub.start;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the hub starts.
 *
 * @param data where everything that must outlive a restart is kept
 * @param workspace the name of the workspace made at the first start
 * @param administratorName the name of the administrator made at the first start
 * @param administratorEmail the address that the first administrator logs in with
 * @param logInLink whether to print a log-in link even if the administrator has a password
 */
@ConfigurationProperties("hub.start")
record StartSettings(
    @DefaultValue("./data") Path data,
    @DefaultValue("My workspace") String workspace,
    @DefaultValue("Administrator") String administratorName,
    @DefaultValue("admin@localhost") String administratorEmail,
    @DefaultValue("false") boolean logInLink) {

  StartSettings {
    data = data.toAbsolutePath().normalize();
  }
}
