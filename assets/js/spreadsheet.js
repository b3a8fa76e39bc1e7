/* Rows of texts become a file that a spreadsheet of the reader's language opens: Kyrgyz and Russian
   have a comma in numbers and so a semicolon between cells. */
(function () {
  "use strict";
  const bilim = (window.bilim = window.bilim || {});
  const FORMULA = /^[=+\-@\t\r\n]/;
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
      const lang = document.documentElement.lang;
      const bare = text.replace(/\s/g, "").replace("−", "-");
      const plain = lang === "en" ? bare.replaceAll(",", "") : bare;
      return NUMBER.test(plain) ? plain : text;
    },

    file(rows, separator = document.documentElement.lang === "en" ? "," : ";") {
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
