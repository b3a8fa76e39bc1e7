/* Rows of texts become a file that a spreadsheet of the reader's language opens: Kyrgyz and Russian
   have a comma in numbers and so a semicolon between cells. */
(function () {
  "use strict";
  const bilim = (window.bilim = window.bilim || {});
  const FORMULA = /^[=+\-@\t\r\n]/;
  const isEnglish = document.documentElement.lang === "en";
  const IN_WORDS = isEnglish ? /^-?\d{1,3}(,\d{3})*(\.\d+)?%?$|^-?\d+%?$/ : /^-?\d{1,3}(\s\d{3})*(,\d+)?%?$|^-?\d+%?$/;
  const THOUSANDS = isEnglish ? "," : /\s/g;
  const NUMBER = /^-?\d+([.,]\d+)?%?$/;

  /* Nothing that a spreadsheet would calculate stays in a cell, but numbers below zero do. */
  function cell(text, separator) {
    const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
    const isPlain = !harmless.includes(separator) && !/["\r\n]/.test(harmless);
    return isPlain ? harmless : `"${harmless.replaceAll('"', '""')}"`;
  }

  bilim.spreadsheet = {
    /* Return a number in words of the page as a spreadsheet reads it, anything else as it is. */
    number(text) {
      const bare = text.replace(/^\+/, "").replace("−", "-").replace(/\s%$/, "%");
      if (text === "–") {
        return "";
      }
      return IN_WORDS.test(bare) ? bare.replaceAll(THOUSANDS, "") : text;
    },

    file(rows) {
      const separator = isEnglish ? "," : ";";
      const lines = rows.map((row) => row.map((text) => cell(text, separator)).join(separator) + "\r\n");
      return new Blob(["\ufeff", ...lines], { type: "text/csv" });
    },

    save(file, name) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = `${name}.csv`;
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    },
  };
})();
