package io.cuepoint.api.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The machine's own Chromium, which reaches nothing but the page and tells of every complaint. */
final class Chromium implements AutoCloseable {
  static final String MISSING =
      "no Chromium at /usr/bin/chromium (Debian: apt-get install chromium) or CUEPOINT_CHROMIUM";

  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run",
          "--autoplay-policy=no-user-gesture-required");

  /** How long a busy machine may take over what a person would wait for, in milliseconds. */
  private static final double PATIENCE = 120_000;

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  Chromium(Path executable) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    System.setProperty("playwright.driver.tmpdir", System.getProperty("java.io.tmpdir"));
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(ARGUMENTS));
  }

  static Optional<Path> find() {
    return Stream.of(
            System.getenv("CUEPOINT_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser")
        .filter(path -> path != null && Files.isExecutable(Path.of(path)))
        .map(Path::of)
        .findFirst();
  }

  /** A page in a context of its own; console errors, thrown errors and CSP violations are kept. */
  Page open(String address, Browser.NewContextOptions options) {
    browser.contexts().forEach(BrowserContext::close);
    complaints.clear();
    URI uri = URI.create(address);
    String origin = uri.getScheme() + "://" + uri.getAuthority();
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(PATIENCE);
    Page page = context.newPage();
    page.addInitScript(
        "addEventListener('securitypolicyviolation',"
            + " e => console.error('refused by the policy: ' + e.violatedDirective))");
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text() + " " + message.location());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(
        request -> {
          if (!request.url().startsWith(origin + "/") && !request.url().startsWith("data:")) {
            complaints.add("asked for " + request.url());
          }
        });
    page.navigate(address);
    return page;
  }

  Page open(String address) {
    return open(address, new Browser.NewContextOptions().setViewportSize(1280, 900));
  }

  /** Everything the browser complained of since the last page was opened. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    playwright.close();
  }
}
