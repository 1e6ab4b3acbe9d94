package io.cuepoint.api.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.cuepoint.ingest.testclips.Painter;
import io.cuepoint.ingest.testclips.TestClip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The page in Chromium, on the whole system: real broker, real database, real video. */
@TestInstance(Lifecycle.PER_CLASS)
class PageIT {
  @TempDir static Path folder;
  private @Nullable Chromium started;
  private @Nullable RunningCuepoint running;

  @BeforeAll
  void start() throws Exception {
    Optional<Path> executable = Chromium.find();
    assumeTrue(executable.isPresent(), Chromium.MISSING);
    running = RunningCuepoint.start(folder.resolve("home"));
    started = new Chromium(executable.get());
  }

  @AfterAll
  void stop() throws Exception {
    if (started != null) {
      started.close();
    }
    if (running != null) {
      running.close();
    }
  }

  @Test
  void uploadsWaitsSearchesAndJumpsToTheSecond() throws Exception {
    Page page = chromium().open(cuepoint().address());
    page.setInputFiles("input[type=file]", PageFilm.in(folder, "first.mp4", 11));

    Locator row = named(page, "first.mp4");
    assertThat(row.locator(".state")).containsText("ready");

    page.keyboard().press("/");
    page.keyboard().type("the picture is black");
    page.keyboard().press("Enter");
    Locator hit =
        page.locator(".result").filter(new Locator.FilterOptions().setHasText("first.mp4")).first();
    assertThat(hit).containsText("black");
    hit.click();

    Locator video = page.locator("video");
    page.waitForFunction("() => document.querySelector('video')?.readyState >= 2");
    double time = (Double) video.evaluate("v => v.currentTime + 1e-9");
    assertThat(time).isCloseTo(PageFilm.BLACK, within(0.15));
    assertThat(labelled(page.locator(".event.on"), "black")).hasCount(1);
    assertThat(page.locator(".event[aria-current=true]")).hasCount(1);
    assertThat(page.url()).contains("t=");

    page.reload();
    page.waitForFunction("() => document.querySelector('video')?.readyState >= 2");
    assertThat((Double) video.evaluate("v => v.currentTime + 1e-9")).isCloseTo(time, within(0.01));
    page.goBack();
    assertThat(page.getByRole(AriaRole.HEADING).first()).containsText("the picture is black");
    assertThat(chromium().complaints()).isEmpty();
  }

  @Test
  void showsEventsAsTheyComeWithoutAReload() throws Exception {
    Page page = chromium().open(cuepoint().address());
    page.setInputFiles("input[type=file]", PageFilm.in(folder, "live.mp4", 14));
    named(page, "live.mp4").locator(".video-name").click();
    assertThat(page.locator("h1")).hasText("live.mp4");

    Locator.FilterOptions black = new Locator.FilterOptions().setHasText("The picture is black");
    assertThat(page.locator(".event").filter(black)).hasCount(1);
    assertThat(page.locator(".watch-head .state")).hasText("ready");
    assertThat(page.locator(".mark").first()).isVisible();
    assertThat(chromium().complaints()).isEmpty();
  }

  @Test
  void isUsedByTheKeyboardAlone() throws Exception {
    JsonNode video = cuepoint().ready(PageFilm.in(folder, "keys.mp4", 12));
    Page page = chromium().open(cuepoint().address() + "/#/videos/" + video.path("id").asString());
    page.waitForFunction("() => document.querySelector('video')?.readyState >= 2");
    assertThat(page.locator(".event").first()).isVisible();

    page.keyboard().press("ArrowRight");
    page.keyboard().press("Shift+ArrowRight");
    page.keyboard().press("ArrowLeft");
    assertThat(time(page)).isCloseTo(5, within(0.01));

    page.keyboard().press("Home");
    page.keyboard().press("n");
    double first = time(page);
    assertThat(first).isPositive();
    page.keyboard().press("n");
    assertThat(time(page)).isGreaterThan(first);
    page.keyboard().press("p");
    assertThat(time(page)).isCloseTo(first, within(0.01));

    Locator mark = page.locator(".mark[tabindex='0']");
    mark.focus();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    double start = (Double) page.evaluate("() => document.activeElement.events[0].start + 1e-9");
    assertThat(time(page)).isCloseTo(start, within(0.01));
    assertThat(page.locator("#tip")).isVisible();

    page.keyboard().press(" ");
    page.waitForFunction("() => !document.querySelector('video').paused");
    page.keyboard().press(" ");
    page.waitForFunction("() => document.querySelector('video').paused");
    page.keyboard().press("/");
    assertThat(page.locator("#q")).isFocused();
    assertThat(chromium().complaints()).isEmpty();
  }

  @Test
  void stepsThroughAFileThatTheBrowserCannotPlay() throws Exception {
    Path file =
        TestClip.of(160, 90, 25, 4)
            .codec("mpeg4")
            .picture(Painter.still(3).until(2, Painter.level(s -> 0)))
            .write(folder.resolve("old.avi"));
    JsonNode video = cuepoint().ready(file);
    Page page =
        chromium().open(cuepoint().address() + "/#/videos/" + video.path("id").asString() + "?t=1");

    assertThat(page.locator(".stage-words")).containsText("cannot play this file (mpeg4)");
    Locator picture = page.locator(".stage img");
    assertThat(picture).hasAttribute("alt", "Frame at 0:01.0");
    page.waitForFunction("() => document.querySelector('.stage img')?.naturalWidth > 0");

    page.keyboard().press("ArrowRight");
    assertThat(picture).hasAttribute("alt", "Frame at 0:02.0");
    assertThat(page.locator(".clock")).containsText("0:02.0 / 0:04.0");
    labelled(page.locator(".event"), "black").click();
    assertThat(page.locator(".clock")).containsText("0:02.0");
    assertThat(page.url()).contains("t=2");
    page.waitForFunction("() => document.querySelector('.stage img')?.complete");
    assertThat(chromium().complaints()).isEmpty();
  }

  @Test
  void saysThatNoModelCanAnswerAndHowToGetOne() throws Exception {
    JsonNode video = cuepoint().ready(PageFilm.in(folder, "keys.mp4", 12));
    Page page = chromium().open(cuepoint().address() + "/#/videos/" + video.path("id").asString());
    assertThat(page.locator(".event").first()).isVisible();

    page.keyboard().press("a");
    page.keyboard().type("the picture goes black");
    page.keyboard().press("Enter");
    Locator ask = page.locator(".ask");
    assertThat(ask).containsText("No model runs here");
    assertThat(ask).containsText("cuepoint.model.path");
    assertThat(page.url()).contains("ask=the+picture+goes+black");

    page.reload();
    assertThat(page.locator("#ask")).hasValue("the picture goes black");
    assertThat(ask).containsText("No model runs here");
    assertThat(Accessibility.faults(page)).isEmpty();
    assertThat(chromium().complaints()).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithAFile() throws Exception {
    Page page = chromium().open(cuepoint().address());
    Path empty = Files.createFile(folder.resolve("empty.mp4"));
    Path text = Files.writeString(folder.resolve("notes.mp4"), "no video at all\n".repeat(99));
    page.setInputFiles("input[type=file]", new Path[] {empty, text});

    assertThat(page.locator(".upload .note.bad:visible")).containsText("empty");
    Locator row = named(page, "notes.mp4");
    assertThat(row.locator(".state")).containsText("failed");
    assertThat(row.locator(".video-failure")).not().isEmpty();
    row.locator(".video-name").click();
    assertThat(page.locator(".notes .note.bad")).containsText("could not be taken in");
  }

  @Test
  void renamesTagsAndDeletes() throws Exception {
    cuepoint().ready(PageFilm.in(folder, "old name.mp4", 13));
    Page page = chromium().open(cuepoint().address());
    button(page, "Edit old name.mp4").click();
    page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Name"))
        .fill("<b>new</b> name");
    page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Tags"))
        .fill("dock, night , dock");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save")).click();

    Locator row = named(page, "<b>new</b> name");
    assertThat(row.locator(".tag")).hasText(new String[] {"dock", "night"});
    row.locator(".tag").last().click();
    assertThat(page.locator(".video")).hasCount(1);
    assertThat(page.url()).contains("tag=night");

    button(page, "Delete <b>new</b> name").click();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Keep it")).click();
    assertThat(row).isVisible();
    button(page, "Delete <b>new</b> name").click();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete").setExact(true))
        .click();
    assertThat(row).hasCount(0);
    assertThat(chromium().complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280, 900", "DARK, 1280, 900", "LIGHT, 390, 844", "DARK, 390, 844"})
  void isNamedReadableAndFitsTheWindow(ColorScheme scheme, int width, int height) throws Exception {
    JsonNode video = cuepoint().ready(PageFilm.in(folder, "keys.mp4", 12));
    Page page =
        chromium()
            .open(
                cuepoint().address(),
                new Browser.NewContextOptions()
                    .setColorScheme(scheme)
                    .setViewportSize(width, height));
    assertThat(page.locator(".video").first()).isVisible();
    assertThat(page.locator(".foot")).containsText("No model");
    assertThat(Accessibility.faults(page)).isEmpty();

    page.navigate(cuepoint().address() + "/#/videos/" + video.path("id").asString() + "?t=1");
    assertThat(page.locator(".event").first()).isVisible();
    assertThat(page.getByLabel("Coverage", new Page.GetByLabelOptions().setExact(true)))
        .containsText("no model configured");
    assertThat(Accessibility.faults(page)).isEmpty();

    page.navigate(cuepoint().address() + "/#/search?q=black");
    assertThat(page.locator(".result").first()).isVisible();
    assertThat(Accessibility.faults(page)).isEmpty();
    assertThat(chromium().complaints()).isEmpty();
  }

  private static Locator named(Page page, String name) {
    return page.locator(".video").filter(new Locator.FilterOptions().setHasText(name));
  }

  /** Those of the events that bear the label. */
  private static Locator labelled(Locator events, String label) {
    return events.filter(
        new Locator.FilterOptions()
            .setHas(events.page().locator(".label", new Page.LocatorOptions().setHasText(label))));
  }

  private static double time(Page page) {
    return (Double) page.locator("video").evaluate("v => v.currentTime + 1e-9");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Chromium chromium() {
    if (started == null) {
      throw new IllegalStateException("no browser");
    }
    return started;
  }

  private RunningCuepoint cuepoint() {
    if (running == null) {
      throw new IllegalStateException("not running");
    }
    return running;
  }
}
