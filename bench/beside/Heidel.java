import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.text.SimpleDateFormat;
import java.util.Base64;

/** Asks HeidelTime of each line: a day and a text in base64; answers with CPU spent and TimeML. */
public class Heidel {
    public static void main(String[] words) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        DocumentType kind = DocumentType.valueOf(words[0].toUpperCase());
        HeidelTimeStandalone tagger = new HeidelTimeStandalone(
            Language.ENGLISH, kind, OutputType.TIMEML, "config.props", POSTagger.NO);
        var machine = (com.sun.management.OperatingSystemMXBean)
            ManagementFactory.getOperatingSystemMXBean();
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var days = new SimpleDateFormat("yyyy-MM-dd");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] row = line.split("\t");
            String text = new String(Base64.getDecoder().decode(row[1]), StandardCharsets.UTF_8);
            String told = tagger.process(text, days.parse(row[0]));
            String packed = Base64.getEncoder().encodeToString(told.getBytes(StandardCharsets.UTF_8));
            out.println(machine.getProcessCpuTime() + "\t" + packed);
            out.flush();
        }
    }
}
