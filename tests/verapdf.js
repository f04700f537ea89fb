// Validates PDFs against PDF/UA-1 with veraPDF, and prints what it finds, a line of JSON for each.
//
// The jar that this runs with has veraPDF's engine and its rules, but not the Java library by which
// veraPDF reads the rules' file. So they are read here. Its script engine, which veraPDF has for the
// tests within the rules, runs this file too: no compiler is needed.

var pdfa = Packages.org.verapdf.pdfa;
var profiles = pdfa.validation.profiles;
var UA1 = pdfa.flavours.PDFAFlavour.fromString("ua1");
var RULES = "org/verapdf/pdfa/validation/PDFUA-1.xml";
var ALL = 1000000;

function each(node, name) {
  var found = node.getElementsByTagName(name);
  return Array.from({ length: found.getLength() }, function (_, at) { return found.item(at); });
}

function text(node, name) {
  var found = each(node, name);
  return found.length ? found[0].getTextContent() : "";
}

function attribute(node, name) {
  return String(node.getAttribute(name));
}

function ruleOf(node) {
  var id = each(node, "id")[0];
  var ruleId = profiles.Profiles.ruleIdFromValues(
    pdfa.flavours.PDFAFlavour.Specification.ISO_14289_1,
    attribute(id, "clause"),
    parseInt(attribute(id, "testNumber"), 10)
  );
  var told = new java.util.ArrayList();
  each(node, "argument").forEach(function (argument) {
    told.add(profiles.ErrorArgumentImpl.fromValues(argument.getTextContent(), null, null));
  });
  return profiles.Profiles.ruleFromValues(
    ruleId,
    attribute(node, "object"),
    attribute(node, "deferred") === "true" ? java.lang.Boolean.TRUE : null,
    attribute(node, "tags"),
    text(node, "description"),
    text(node, "test"),
    profiles.Profiles.errorFromValues(text(node, "message"), told),
    new java.util.ArrayList()
  );
}

function variableOf(node) {
  return profiles.Profiles.variableFromValues(
    attribute(node, "name"), attribute(node, "object"), text(node, "defaultValue"), text(node, "value")
  );
}

function profile() {
  var loader = profiles.ProfileDirectory.__javaObject__.getClassLoader();
  var file = loader.getResourceAsStream(RULES);
  var read = Packages.javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
  var rules = new java.util.HashSet(), variables = new java.util.HashSet();
  each(read, "rule").forEach(function (node) { rules.add(ruleOf(node)); });
  each(read, "variable").forEach(function (node) { variables.add(variableOf(node)); });
  var details = profiles.Profiles.profileDetailsFromValues("PDF/UA-1", "", "", new java.util.Date(0));
  return profiles.Profiles.profileFromValues(UA1, details, "", rules, variables);
}

Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var foundry = pdfa.Foundries.defaultInstance();
var rules = profile();
Array.from(arguments).forEach(function (path, at) {
  var parser = foundry.createParser(new java.io.File(path), UA1);
  var result = foundry.createValidator(rules, ALL, false, true, false).validate(parser);
  for (var found = result.getTestAssertions().iterator(); found.hasNext();) {
    var one = found.next(), id = one.getRuleId();
    print(JSON.stringify({
      pdf: at,
      rule: id.getClause() + "-" + id.getTestNumber(),
      message: String(one.getErrorMessage()),
      place: String(one.getLocation().getContext())
    }));
  }
  print(JSON.stringify({ pdf: at, rules: rules.getRules().size(), sound: result.isCompliant() }));
  parser.close();
});
