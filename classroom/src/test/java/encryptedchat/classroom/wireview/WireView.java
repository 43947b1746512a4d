package encryptedchat.classroom.wireview;

import encryptedchat.classroom.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The wire view's page, read and used as a person does. */
final class WireView {
    private static final String ADDRESS = "Wire view: ";

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);
    private static final Duration OFTEN = Duration.ofMillis(50);

    private static final String ARROWS = """
            return [...document.querySelectorAll("#diagram li[data-number]")]
                .filter(arrow => arrow.checkVisibility({visibilityProperty: true}))
                .map(arrow => ({number: arrow.dataset.number, text: arrow.textContent.replaceAll(/\\s+/g, " ")}))
            """;

    private final ChromeDriver driver;
    private final String url;

    private WireView(ChromeDriver driver, String url) {
        this.driver = driver;
        this.url = url;
    }

    /** One row of the diagram, with the number of the exchange that it shows. */
    record Arrow(long number, String text) {}

    /** @return the address of the page, with its token, that a relay printed */
    static String urlOf(Program relay) throws IOException, InterruptedException {
        return relay.awaitOut(0, line -> line.startsWith(ADDRESS)).substring(ADDRESS.length());
    }

    static WireView open(Browser browser, String url) {
        browser.driver().get(url);
        return new WireView(browser.driver(), url);
    }

    static WireView of(Browser browser, Program relay) throws IOException, InterruptedException {
        return open(browser, urlOf(relay));
    }

    String url() {
        return url;
    }

    /** @return what chooses between conversations, one for each */
    List<WebElement> conversations() {
        return driver.findElements(By.cssSelector("#conversations input"));
    }

    /** @param people as they are called there, such as {@code alice and bob} */
    void choose(String people) {
        By choice = By.xpath("//*[@id = 'conversations']//label[contains(., '" + people + "')]");
        await(
                "the conversation of " + people,
                () -> !driver.findElements(choice).isEmpty());
        driver.findElement(choice).click();
    }

    /** @return those that are shown, from top to bottom */
    List<Arrow> arrows() {
        awaitDrawn();
        List<?> arrows = (List<?>) Objects.requireNonNull(driver.executeScript(ARROWS));
        return arrows.stream().map(arrow -> arrowOf((Map<?, ?>) arrow)).toList();
    }

    private static Arrow arrowOf(Map<?, ?> arrow) {
        return new Arrow(Long.parseLong(String.valueOf(arrow.get("number"))), String.valueOf(arrow.get("text")));
    }

    /** Waits for an arrow with these words. */
    Arrow awaitArrow(String... words) {
        return await(
                "an arrow with " + Arrays.toString(words),
                () -> arrows().stream()
                        .filter(arrow -> Arrays.stream(words).allMatch(arrow.text()::contains))
                        .findFirst());
    }

    /** Opens what stands behind an arrow, and waits until the page has asked for all that there is to say of it. */
    void open(Arrow arrow) {
        driver.findElement(By.cssSelector("#diagram li[data-number='" + arrow.number() + "'] button"))
                .click();
        await("the fields of " + arrow, () -> "false".equals(part("details").getDomAttribute("aria-busy")));
    }

    /** @return what stands about a field of the opened arrow */
    String field(String name) {
        return fieldElement(name).getText().replaceAll("\\s+", " ");
    }

    /** @return the bytes that are shown of a field of the opened arrow, in hexadecimal */
    String bytesOf(String name) {
        return fieldElement(name).findElements(By.cssSelector(".hex")).stream()
                .map(WebElement::getText)
                .collect(Collectors.joining())
                .replaceAll("\\s", "");
    }

    /** Brings a field of the opened arrow to where it is seen. */
    void scrollToField(String name) {
        driver.executeScript("arguments[0].scrollIntoView()", fieldElement(name));
        awaitDrawn();
    }

    private WebElement fieldElement(String name) {
        return part("details")
                .findElement(By.xpath(".//article[contains(@class, 'field')][(.//code)[1][. = '" + name + "']]"));
    }

    /** @param id of the part of the page in which the button with these words is */
    void pressIn(String id, String words) {
        part(id).findElement(By.xpath(".//button[normalize-space() = '" + words + "']"))
                .click();
    }

    WebElement part(String id) {
        return driver.findElement(By.id(id));
    }

    /** @return the text that is shown there, the white space between its words as one space each */
    String text(String id) {
        awaitDrawn();
        return part(id).getText().replaceAll("\\s+", " ");
    }

    void press(String button) {
        part(button).click();
    }

    void load(Path recording) {
        part("load").sendKeys(recording.toString());
    }

    /**
     * @param downloads the folder that the browser saves into
     * @return the recording that was saved
     */
    Path saveInto(Path downloads) {
        List<Path> before = recordingsIn(downloads);
        press("save");
        return await(
                "a new file in " + downloads,
                () -> recordingsIn(downloads).stream()
                        .filter(file -> !before.contains(file))
                        .findFirst());
    }

    /** A file that is still being written has another name. */
    private static List<Path> recordingsIn(Path downloads) {
        try (Stream<Path> files = Files.list(downloads)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        } catch (IOException cannotBeListed) {
            throw new UncheckedIOException(cannotBeListed);
        }
    }

    void await(String what, BooleanSupplier reached) {
        await(what, () -> reached.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** The page draws what has changed once in a frame, and the browser shows it with the next one. */
    private void awaitDrawn() {
        driver.executeScript("return new Promise(shown => requestAnimationFrame(() => requestAnimationFrame(shown)))");
    }

    private <T> T await(String what, Supplier<Optional<T>> found) {
        return new WebDriverWait(driver, LONG_ENOUGH, OFTEN)
                .withMessage(what)
                .ignoring(NoSuchElementException.class)
                .until(page -> found.get().orElseThrow());
    }
}
