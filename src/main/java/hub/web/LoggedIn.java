package hub.web;

/** Somebody logged in with a browser. */
public record LoggedIn(CurrentUser user) {}
