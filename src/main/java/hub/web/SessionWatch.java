package hub.web;

import java.util.Set;
import java.util.UUID;

/** Knows which sessions are over, whichever process ended them. */
interface SessionWatch {

  /** Those of these that have ended or expired. Asked once a second for all streams together. */
  Set<UUID> over(Set<UUID> sessions);
}
