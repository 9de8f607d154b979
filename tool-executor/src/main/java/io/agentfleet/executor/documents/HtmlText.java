package io.agentfleet.executor.documents;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The readable text of an HTML page: headings marked as in Markdown, one block per line. */
final class HtmlText implements NodeVisitor {

    private final StringBuilder text = new StringBuilder();

    private HtmlText() {}

    static Document read(String name, String html) {
        org.jsoup.nodes.Document page = Jsoup.parse(html);
        page.select("script, style, noscript, nav, template").remove();
        HtmlText reader = new HtmlText();
        page.body().traverse(reader);
        String text =
                reader.text
                        .toString()
                        .replaceAll("[ \\t\\u00A0]+", " ")
                        .replaceAll(" ?\n ?", "\n")
                        .replaceAll("\n{3,}", "\n\n")
                        .strip();
        Element heading = page.selectFirst("h1");
        String title = page.title().isBlank() && heading != null ? heading.text() : page.title();
        return new Document(name, title, text, PassageSplitter.byLines(text));
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            text.append(words.getWholeText().replaceAll("\\s+", " "));
        } else if (node instanceof Element element) {
            start(element);
        }
    }

    private void start(Element element) {
        String tag = element.normalName();
        if (tag.matches("h[1-6]")) {
            text.append("\n\n").append("#".repeat(tag.charAt(1) - '0')).append(' ');
        } else if (tag.equals("li")) {
            text.append("\n- ");
        } else if (tag.equals("td") || tag.equals("th")) {
            text.append(element.previousElementSibling() == null ? "" : " | ");
        } else if (tag.equals("br") || tag.equals("tr")) {
            text.append("\n");
        } else if (element.isBlock()) {
            text.append("\n\n");
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element
                && element.normalName().matches("h[1-6]|p|ul|ol|table")) {
            text.append("\n\n");
        }
    }
}
