// The installer's visit in Chromium, on the demo's gateway: the very page that the firmware serves.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Gateway.Filter;
using Microsoft.Playwright;

namespace Gateway.Installer.Tests;

[TestClass]
[DoNotParallelize]
public sealed class BrowserTests
{
    private const float PatienceMs = 60_000;
    private const int FullTable = 64_000;

    private static DemoBoard _board;
    private static IPlaywright _playwright;
    private static IBrowser _browser;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        var path = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser" }.FirstOrDefault(File.Exists);
        if (path == null)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = path, Args = ["--no-sandbox"], Timeout = 180_000 });
        _board = new DemoBoard();
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        if (_browser != null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        _board?.Dispose();
    }

    [TestMethod]
    [DataRow("en", "HEARD")]
    [DataRow("de", "WIRD GEHÖRT")]
    [DataRow("fr", "REÇU")]
    [DataRow("sv", "HÖRS")]
    public async Task Visit_OnAPhone_AnswersEverythingInTheLanguage(string language, string heard)
    {
        var (page, problems) = await OpenAsync(language);
        await ShotAsync(page, language, "login");
        await CheckAsync(page, "login");
        await SignInAsync(page);
        await AskAsync(page, "67211530");
        await Assertions.Expect(page.Locator(".h dt").First).ToHaveTextAsync(heard);
        await ShotAsync(page, language, "heard");
        await CheckAsync(page, "heard");
        await AskAsync(page, "99999999");
        await Assertions.Expect(page.Locator("main .h.k2")).ToBeVisibleAsync();
        await ShotAsync(page, language, "not-yet");
        foreach (var topic in new[] { "antenna", "wayout", "worst", "live", "wired", "drops", "report" })
        {
            await page.Locator($"#g button[value={topic}]").ClickAsync();
            await Assertions.Expect(page.Locator($"#g button[value={topic}][aria-current]")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("main[aria-busy]")).ToHaveCountAsync(0);
            await Assertions.Expect(page.Locator("main h2")).ToBeVisibleAsync();
            await ShotAsync(page, language, topic);
            await CheckAsync(page, topic);
        }

        await page.Locator("#y").ClickAsync();
        await Assertions.Expect(page.Locator("#z")).ToHaveTextAsync("✓");
        await page.Locator("#u button").ClickAsync();
        await Assertions.Expect(page.Locator("main a[download]")).ToBeVisibleAsync();
        await ShotAsync(page, language, "survey");
        await CheckAsync(page, "survey");
        await page.Locator("#g button[value=worst]").ClickAsync();
        await page.Locator("main a[href*='h=24']").ClickAsync();
        await Assertions.Expect(page.Locator("main a[href*='h=1&']")).ToBeVisibleAsync();
        Assert.AreEqual(language, await page.Locator("html").GetAttributeAsync("lang"));
        await CheckAsync(page, "worst of a day");
        await page.Locator("button[value=listen]").ClickAsync();
        await Assertions.Expect(page.Locator("main dd").First).ToContainTextAsync(" s");
        await ShotAsync(page, language, "listen");
        Assert.IsEmpty(problems, string.Join("\n", problems));
        await page.Context.CloseAsync();
    }

    [TestMethod]
    public async Task CoreQuestion_WithoutScript_IsAnsweredByForms()
    {
        var (page, problems) = await OpenAsync("en", script: false);
        await SignInAsync(page);
        await AskAsync(page, "1530");
        await Assertions.Expect(page.Locator(".h dt").First).ToHaveTextAsync("HEARD");
        await Assertions.Expect(page.Locator("#n")).ToHaveValueAsync("1530");
        await page.Locator("button[value=listen]").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Time left");
        await page.Locator("button[value=wired]").ClickAsync();
        await page.Locator("dd button").First.ClickAsync();
        await Assertions.Expect(page.Locator("main .k2, main .k1").First).ToBeVisibleAsync();
        Assert.IsEmpty(problems, string.Join("\n", problems));
        await page.Context.CloseAsync();
    }

    [TestMethod]
    public async Task SurveyAndSearch_WithAndWithoutScript_ShowWhatTheyFind()
    {
        foreach (var script in new[] { true, false })
        {
            var (page, problems) = await OpenAsync("en", script);
            await SignInAsync(page);
            await page.Locator("#u button").ClickAsync();
            var link = page.Locator("main a[download]");
            await Assertions.Expect(link).ToBeVisibleAsync();
            var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
            Assert.AreEqual("survey.csv", download.SuggestedFilename);
            StringAssert.StartsWith(await File.ReadAllTextAsync(await download.PathAsync()), "identification_number,");
            await page.Locator("#g button[value=wired]").ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Search for meters") }).First.ClickAsync();
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("found");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Found");
            if (script)
            {
                await ShotAsync(page, "en", "search");
                await CheckAsync(page, "search");
            }

            Assert.IsEmpty(problems, string.Join("\n", problems));
            await page.Context.CloseAsync();
        }
    }

    [TestMethod]
    [DataRow("<script>document.title='x'</script>")]
    [DataRow("\"><img src=x onerror=document.title='x'>")]
    [DataRow("';document.title='x';//")]
    [DataRow("\u202E\uD83D\uDE00%00%0d%0aSet-Cookie:s=1")]
    public async Task HostileText_InEveryField_IsTextOrNothing(string text)
    {
        var (page, _) = await OpenAsync("en");
        var title = await page.TitleAsync();
        var url = page.Url.TrimEnd('/');
        await page.Locator("#c").FillAsync(text);
        await page.Locator("main button").ClickAsync();
        await Assertions.Expect(page.Locator("[role=alert]")).ToBeVisibleAsync();
        await SignInAsync(page);
        var escaped = Uri.EscapeDataString(text);
        foreach (var field in new[] { "t", "n", "l", "h", "p", "m", "d", "c", "x" })
        {
            // What an address line can do, and what a form of somebody's making can.
            await page.GotoAsync($"{url}/?t=hear&n=1530&{field}={escaped}");
            Assert.AreEqual(title, await page.TitleAsync(), field);
            Assert.AreEqual(0, await page.Locator("main script, main img").CountAsync(), field);
            await page.GotoAsync($"{url}/?{field}={escaped}");
            Assert.AreEqual(title, await page.TitleAsync(), field);
            if (field != "x")
            {
                var status = await page.EvaluateAsync<int>(
                    "async b => (await fetch('/api', {method: 'POST', body: b, headers: " +
                    "{'Content-Type': 'application/x-www-form-urlencoded'}})).status", $"t=hear&{field}={escaped}");
                Assert.IsTrue(status is 200 or 400, $"{field}: {status}");
            }
        }

        Assert.HasCount(1, await page.Context.CookiesAsync(), "the session's cookie alone");
        await page.Context.CloseAsync();
    }

    [TestMethod]
    public async Task Keyboard_Alone_IsEnough()
    {
        var (page, _) = await OpenAsync("en");
        await page.Locator("#c").FocusAsync();
        await page.Keyboard.TypeAsync(DemoBoard.Code);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#n")).ToBeVisibleAsync();
        var order = new List<string>();
        for (var i = 0; i < 9; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            order.Add(await page.EvaluateAsync<string>(
                "document.activeElement.id || document.activeElement.value || document.activeElement.className || " +
                "document.activeElement.lang"));
        }

        Assert.AreEqual("k en de fr sv n hear listen antenna", string.Join(' ', order));
        await page.Locator("#n").FocusAsync();
        await page.Keyboard.TypeAsync("1530");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".h dt").First).ToHaveTextAsync("HEARD");
        Assert.AreEqual("a", await page.EvaluateAsync<string>("document.activeElement.id"), "focus goes to the answer");
        await page.Context.CloseAsync();
    }

    [TestMethod]
    public async Task TownOf64000_WithNoLettersInTheirNames_IsAnsweredAndHarmless()
    {
        Need();
        TelegramFilter filter = null;
        using var town = new DemoBoard(
            prepare: firmware => DemoBoard.Fill(filter = firmware.Filter, FullTable - DemoBoard.StreetMeters),
            warmUpS: 120);
        Assert.AreEqual(FullTable, filter.Meters.Count, "with the street's own");
        Assert.AreEqual(0U, filter.Counters.Evicted);
        var (page, problems) = await OpenAsync("en", board: town);
        await SignInAsync(page);
        await AskAsync(page, "20001234");
        await Assertions.Expect(page.Locator(".h dt").First).ToHaveTextAsync("HEARD");
        await AskAsync(page, "34");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("give more digits");
        await page.Locator("#g button[value=worst]").ClickAsync();
        await Assertions.Expect(page.Locator("main h2")).ToHaveTextAsync("Worst meters");
        Assert.IsEmpty(problems, string.Join("\n", problems));
        await page.Context.CloseAsync();
    }

    [TestMethod]
    public async Task HostileMeters_OnEveryTopic_AreTextAndNothingElse()
    {
        Need();
        var slave = new HostileSlave(HostileTown.Primary);
        using var board = new DemoBoard(
            warmUpS: 100, scenario: HostileTown.Scenario(), wire: world => world.Lines[0].Bus.Attach(slave));
        var (page, problems) = await OpenAsync("en", board: board);
        page.Dialog += (_, _) => problems.Add("a dialogue");
        var title = await page.TitleAsync();
        await SignInAsync(page);
        await page.Locator("#u button").ClickAsync();
        await Assertions.Expect(page.Locator("main a[download]")).ToBeVisibleAsync();
        await AskAsync(page, "1530");
        await CheckHostileAsync("hear");
        foreach (var topic in new[] { "live", "worst", "wired", "drops", "report", "antenna", "wayout" })
        {
            await page.Locator($"#g button[value={topic}]").ClickAsync();
            await Assertions.Expect(page.Locator($"#g button[value={topic}][aria-current]")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("main[aria-busy]")).ToHaveCountAsync(0);
            await CheckHostileAsync(topic);
        }

        var csv = await page.EvaluateAsync<string>("async () => await (await fetch('/survey.csv')).text()");
        StringAssert.Contains(csv, ",???,");
        var columns = csv.Split("\r\n")[0].Split(',').Length;
        foreach (var line in csv.Split("\r\n").Where(line => line.Length > 0))
        {
            Assert.HasCount(columns, line.Split(','), line);
            Assert.IsFalse(line.Split(',').Any(cell => cell.Length > 1 && cell[0] is '=' or '+' or '@'), line);
        }

        Assert.IsGreaterThan(0, slave.Reads);
        Assert.IsEmpty(problems, string.Join("\n", problems));
        await page.Context.CloseAsync();

        async Task CheckHostileAsync(string topic)
        {
            Assert.AreEqual(title, await page.TitleAsync(), topic);
            Assert.AreEqual(0, await page.Locator("main script, main img, main svg, main iframe").CountAsync(), topic);
            await CheckAsync(page, topic);
        }
    }

    [TestMethod]
    public async Task Codes_Wrong_AreRefusedAndThenLocked()
    {
        Need();
        using var board = new DemoBoard();
        var (page, _) = await OpenAsync("en", board: board);
        for (var i = 0; i < 5; i++)
        {
            await page.Locator("#c").FillAsync("WRONG-" + i + "000");
            await page.Locator("main button").ClickAsync();
            await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync(i < 4 ? "not the code" : "Too many");
        }

        await ShotAsync(page, "en", "locked");
        await page.Locator("#c").FillAsync(DemoBoard.Code);
        await page.Locator("main button").ClickAsync();
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("Too many");
        await page.Context.CloseAsync();
    }

    private static void Need()
    {
        if (_browser == null)
        {
            Assert.Inconclusive("there is no /usr/bin/chromium: apt-get install chromium");
        }
    }

    private static async Task<(IPage Page, List<string> Problems)> OpenAsync(
        string language, bool script = true, DemoBoard board = null)
    {
        Need();
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = 360, Height = 740 }, DeviceScaleFactor = 2, HasTouch = true,
            JavaScriptEnabled = script, Locale = language,
        });
        context.SetDefaultTimeout(PatienceMs);
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        var page = await context.NewPageAsync();
        List<string> problems = [];
        page.PageError += (_, error) => problems.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                problems.Add(message.Text);
            }
        };
        await page.GotoAsync((board ?? _board).Url);
        Assert.AreEqual(language, await page.Locator("html").GetAttributeAsync("lang"));
        return (page, problems);
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.Locator("#c").FillAsync(DemoBoard.Code);
        await page.Locator("main button").ClickAsync();
        await Assertions.Expect(page.Locator("#n")).ToBeVisibleAsync();
    }

    private static async Task AskAsync(IPage page, string digits)
    {
        await page.Locator("#n").FillAsync(digits);
        await page.Locator("button[value=hear]").ClickAsync();
        await Assertions.Expect(page.Locator("main[aria-busy]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("main .h").First).ToBeVisibleAsync();
    }

    private static async Task ShotAsync(IPage page, string language, string name)
    {
        if (Environment.GetEnvironmentVariable("GATEWAY_SHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"page-{language}-{name}.png") });
        }
    }

    private static async Task CheckAsync(IPage page, string where)
    {
        var problems = await page.EvaluateAsync<string[]>(PageChecks.Script);
        Assert.IsEmpty(problems, where + ":\n" + string.Join("\n", problems));
    }
}
