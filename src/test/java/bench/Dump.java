package bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes a dump as archives publish them: posts with the fields that Reddit gives, each followed by
 * a few comments; now and then a line is broken. The same seed gives the same dump.
 *
 * @param posts how many posts it holds
 * @param comments how many comments
 * @param brokenLines how many lines can't be read
 * @param bytes its size
 */
public record Dump(long posts, long comments, long brokenLines, long bytes) {
  private static final int COMMENTS_PER_POST = 2;
  private static final int POSTS_PER_BROKEN_LINE = 1_000;

  private static final String[] WORDS =
      ("invoice agency translator client rate payment late month spreadsheet hourly contract portal"
           + " weekend deadline please anyone nightmare manual export currency reminder overdue"
           + " terms net sixty bank transfer fees software subscription would pay something simple"
           + " works because never again because the my our they and of to in for with it is")
          .split(" ");

  /** Writes a dump of about so many bytes. */
  public static Dump write(Path file, long bytes, long seed) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      Writer writer = new Writer(out, new Random(seed));
      while (writer.bytes < bytes) {
        writer.thread();
      }
      return new Dump(writer.posts, writer.comments, writer.broken, writer.bytes);
    }
  }

  long lines() {
    return posts + comments + brokenLines;
  }

  private static final class Writer {
    private final OutputStream out;
    private final Random random;
    private long posts;
    private long comments;
    private long broken;
    private long bytes;

    private Writer(OutputStream out, Random random) {
      this.out = out;
      this.random = random;
    }

    void thread() throws IOException {
      String post = Long.toString(60_466_176 + posts, 36);
      posts++;
      write(post(post));
      for (int i = 0; i < COMMENTS_PER_POST; i++) {
        write(comment(Long.toString(2_000_000_000L + comments, 36), post));
        comments++;
      }
      if (posts % POSTS_PER_BROKEN_LINE == 0) {
        broken++;
        write("{\"id\":\"cut off in the mid");
      }
    }

    private String post(String id) {
      return """
      {"approved_at_utc":null,"subreddit":"%s","selftext":"%s","author_fullname":"t2_%s","saved":false,\
      "mod_reason_title":null,"gilded":0,"clicked":false,"title":"%s","link_flair_richtext":[],\
      "subreddit_name_prefixed":"r/freelance","hidden":false,"pwls":6,"link_flair_css_class":null,"downs":0,\
      "top_awarded_type":null,"hide_score":false,"name":"t3_%s","quarantine":false,\
      "link_flair_text_color":"dark","upvote_ratio":0.94,"author_flair_background_color":null,\
      "subreddit_type":"public","ups":%d,"total_awards_received":0,"media_embed":{},"author_flair_template_id":null,\
      "is_original_content":false,"user_reports":[],"secure_media":null,"is_reddit_media_domain":false,\
      "is_meta":false,"category":null,"secure_media_embed":{},"link_flair_text":null,"can_mod_post":false,\
      "score":%d,"approved_by":null,"is_created_from_ads_ui":false,"author_premium":false,"thumbnail":"self",\
      "edited":false,"author_flair_css_class":null,"author_flair_richtext":[],"gildings":{},"content_categories":null,\
      "is_self":true,"mod_note":null,"created":%d.0,"link_flair_type":"text","wls":6,"removed_by_category":null,\
      "banned_by":null,"author_flair_type":"text","domain":"self.freelance","allow_live_comments":false,\
      "selftext_html":null,"likes":null,"suggested_sort":null,"banned_at_utc":null,"view_count":null,\
      "archived":false,"no_follow":false,"is_crosspostable":true,"pinned":false,"over_18":false,"all_awardings":[],\
      "awarders":[],"media_only":false,"can_gild":false,"spoiler":false,"locked":false,"author_flair_text":null,\
      "treatment_tags":[],"visited":false,"removed_by":null,"num_reports":null,"distinguished":null,\
      "subreddit_id":"t5_2qmb9","author_is_blocked":false,"mod_reason_by":null,"removal_reason":null,\
      "link_flair_background_color":"","id":"%s","is_robot_indexable":true,"report_reasons":null,"author":"%s",\
      "discussion_type":null,"num_comments":%d,"send_replies":true,"contest_mode":false,"mod_reports":[],\
      "author_patreon_flair":false,"author_flair_text_color":null,"permalink":"/r/freelance/comments/%s/",\
      "parent_whitelist_status":"all_ads","stickied":false,"url":"https://www.reddit.com/r/freelance/comments/%s/",\
      "subreddit_subscribers":412345,"created_utc":%d,"num_crossposts":0,"media":null,"is_video":false,\
      "retrieved_on":%d}\
      """
          .formatted(
              community(),
              words(60, 160),
              id,
              words(5, 14),
              id,
              random.nextInt(900),
              random.nextInt(900),
              time(),
              id,
              author(),
              COMMENTS_PER_POST,
              id,
              id,
              time(),
              time());
    }

    private String comment(String id, String post) {
      return """
      {"subreddit_id":"t5_2qmb9","approved_at_utc":null,"author_is_blocked":false,"comment_type":null,\
      "edited":false,"mod_reason_by":null,"banned_by":null,"ups":%d,"removal_reason":null,"link_id":"t3_%s",\
      "author_flair_template_id":null,"likes":null,"replies":"","user_reports":[],"saved":false,"id":"%s",\
      "banned_at_utc":null,"mod_reason_title":null,"gilded":0,"archived":false,"collapsed_reason_code":null,\
      "no_follow":true,"author":"%s","can_mod_post":false,"send_replies":true,"parent_id":"t3_%s","score":%d,\
      "author_fullname":"t2_%s","report_reasons":null,"approved_by":null,"all_awardings":[],"body":"%s",\
      "awarders":[],"author_flair_css_class":null,"name":"t1_%s","downs":0,"author_flair_richtext":[],\
      "is_submitter":false,"gildings":{},"collapsed_reason":null,"distinguished":null,"associated_award":null,\
      "stickied":false,"author_premium":false,"can_gild":false,"top_awarded_type":null,"unrepliable_reason":null,\
      "score_hidden":false,"treatment_tags":[],"subreddit":"%s","created_utc":%d,"retrieved_on":%d}\
      """
          .formatted(
              random.nextInt(90),
              post,
              id,
              author(),
              post,
              random.nextInt(90),
              id,
              words(15, 60),
              id,
              community(),
              time(),
              time());
    }

    private String community() {
      return random.nextBoolean() ? "freelance" : "TranslationStudies";
    }

    private String author() {
      return "writer_" + random.nextInt(200_000);
    }

    private long time() {
      return 1_750_000_000L + random.nextInt(30_000_000);
    }

    private String words(int least, int most) {
      StringBuilder text = new StringBuilder();
      int count = least + random.nextInt(most - least);
      for (int i = 0; i < count; i++) {
        text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        if (random.nextInt(8) == 0) {
          text.append(' ').append(random.nextInt(100_000));
        }
      }
      return text.toString();
    }

    private void write(String line) throws IOException {
      byte[] written = (line + "\n").getBytes(StandardCharsets.UTF_8);
      out.write(written);
      bytes += written.length;
    }
  }
}
