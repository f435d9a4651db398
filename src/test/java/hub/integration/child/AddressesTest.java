package hub.integration.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00:ec2::254",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001::1",
        "ff02::1"
      })
  @DisplayName("H4 private addresses are refused in every form")
  void refusesPrivateAddresses(String address) throws UnknownHostException {
    assertThat(Addresses.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"})
  void letsPublicAddressesPass(String address) throws UnknownHostException {
    assertThat(Addresses.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @Test
  @DisplayName("H4 a name that is answered otherwise a moment later is refused then")
  void looksAtTheAddressThatIsConnectedTo() throws UnknownHostException {
    Addresses addresses = new Addresses(Set.of(), flipping("93.184.216.34", "127.0.0.1"));

    assertThat(addresses.resolve("flips.example", 443).getFirst().getAddress().getHostAddress())
        .isEqualTo("93.184.216.34");
    assertThatThrownBy(() -> addresses.resolve("flips.example", 443))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("flips.example is a private address");
  }

  @Test
  @DisplayName("H4 a name of which one address is private is refused")
  void refusesANameWithOnePrivateAddress() {
    DnsResolver both =
        answering(
            () ->
                new InetAddress[] {
                  InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1")
                });

    assertThatThrownBy(() -> new Addresses(Set.of(), both).resolve("both.example", 443))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void letsAListedHostPassOnItsPortAlone() throws UnknownHostException {
    Addresses addresses = new Addresses(Set.of("127.0.0.1:8080"));

    assertThat(addresses.resolve("127.0.0.1", 8080)).hasSize(1);
    assertThatThrownBy(() -> addresses.resolve("127.0.0.1", 8081))
        .isInstanceOf(UnknownHostException.class);
  }

  private static DnsResolver flipping(String... answers) {
    Queue<String> left = new ArrayDeque<>(List.of(answers));
    return answering(() -> new InetAddress[] {InetAddress.getByName(left.remove())});
  }

  private interface Answer {
    InetAddress[] get() throws UnknownHostException;
  }

  private static DnsResolver answering(Answer answer) {
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        return answer.get();
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }
}
