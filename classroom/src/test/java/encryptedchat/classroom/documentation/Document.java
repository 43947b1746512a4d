package encryptedchat.classroom.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** A Markdown document, as far as the tests look at it. */
record Document(
        Path file, List<Title> titles, List<Reference> references, List<CodeBlock> blocks, List<Phrase> codePhrases) {
    private static final Parser PARSER = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    private static final Pattern NOT_RUN = Pattern.compile("<!--\\s*not run:(.*?)-->\\s*", Pattern.DOTALL);

    /** @param rank 1 for the title of the document, 2 for what stands below it, and so on */
    record Title(int rank, String text) {
        /** Where a link leads to it: GitHub drops punctuation, and writes a hyphen for each space. */
        String anchor() {
            return text.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
        }
    }

    /** A link or a picture; a picture's text is what a screen reader says. */
    record Reference(int line, String target, String text) {}

    /** A piece of code within a sentence. */
    record Phrase(int line, String code) {}

    static Document read(Path file) throws IOException {
        Document document =
                new Document(file, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        PARSER.parse(Files.readString(file)).accept(document.new Reader());
        return document;
    }

    private final class Reader extends AbstractVisitor {
        @Override
        public void visit(Heading heading) {
            titles.add(new Title(heading.getLevel(), textOf(heading)));
            visitChildren(heading);
        }

        @Override
        public void visit(Link link) {
            references.add(new Reference(lineOf(link), link.getDestination(), textOf(link)));
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            references.add(new Reference(lineOf(image), image.getDestination(), textOf(image)));
        }

        @Override
        public void visit(Code code) {
            codePhrases.add(new Phrase(lineOf(code), code.getLiteral()));
        }

        @Override
        public void visit(FencedCodeBlock block) {
            add(block, lineOf(block) + 1, block.getInfo(), block.getLiteral());
        }

        @Override
        public void visit(IndentedCodeBlock block) {
            add(block, lineOf(block), "", block.getLiteral());
        }

        private void add(Node block, int firstLine, String info, String content) {
            blocks.add(new CodeBlock(firstLine, info, content.lines().toList(), whyNotRun(block.getPrevious())));
        }
    }

    private static Optional<String> whyNotRun(@Nullable Node before) {
        if (before instanceof HtmlBlock comment) {
            Matcher mark = NOT_RUN.matcher(comment.getLiteral());
            if (mark.matches()) {
                return Optional.of(mark.group(1).strip());
            }
        }
        return Optional.empty();
    }

    private static int lineOf(Node node) {
        return node.getSourceSpans().get(0).getLineIndex() + 1;
    }

    private static String textOf(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }
        });
        return text.toString();
    }
}
