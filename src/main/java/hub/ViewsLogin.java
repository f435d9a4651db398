package hub;

/**
 * How the role that reads the views of result flows logs in to the database: a bean where the hub
 * brings its database itself.
 *
 * @param url without a user and a password
 */
public record ViewsLogin(String url, String user, String password) {
  @Override
  public String toString() {
    return "ViewsLogin[%s at %s]".formatted(user, url);
  }
}
