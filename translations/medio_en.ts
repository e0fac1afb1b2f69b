<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Medio::Screens::KidsWindow</name>
    <message>
        <source>Kids Mode</source>
        <translation>Kids Mode</translation>
    </message>
    <message>
        <source>Who is watching?</source>
        <translation>Who is watching?</translation>
    </message>
    <message>
        <source>Put a chip on the reader, and its film starts.</source>
        <translation>Put a chip on the reader, and its film starts.</translation>
    </message>
    <message>
        <source>The film is on its way.</source>
        <translation>The film is on its way.</translation>
    </message>
    <message>
        <source>Now playing: %1</source>
        <comment>the title of a film</comment>
        <translation>Now playing: %1</translation>
    </message>
    <message>
        <source>The film waits. Put the chip back, and it goes on.</source>
        <translation>The film waits. Put the chip back, and it goes on.</translation>
    </message>
    <message>
        <source>All films of this chip were seen.</source>
        <translation>All films of this chip were seen.</translation>
    </message>
    <message>
        <source>That was enough for today. Good night.</source>
        <translation>That was enough for today. Good night.</translation>
    </message>
    <message>
        <source>It is bedtime. Good night.</source>
        <translation>It is bedtime. Good night.</translation>
    </message>
    <message>
        <source>Everybody is asleep until tomorrow.</source>
        <translation>Everybody is asleep until tomorrow.</translation>
    </message>
    <message>
        <source>Nobody knows this chip yet. Ask a grown-up.</source>
        <translation>Nobody knows this chip yet. Ask a grown-up.</translation>
    </message>
    <message>
        <source>This is no chip. Take one with a picture.</source>
        <translation>This is no chip. Take one with a picture.</translation>
    </message>
    <message>
        <source>There is no film on this chip yet. Ask a grown-up.</source>
        <translation>There is no film on this chip yet. Ask a grown-up.</translation>
    </message>
    <message>
        <source>This film is not here just now. Take another chip.</source>
        <translation>This film is not here just now. Take another chip.</translation>
    </message>
    <message>
        <source>This film can&apos;t come just now. Take another chip.</source>
        <translation>This film can&apos;t come just now. Take another chip.</translation>
    </message>
    <message>
        <source>The place for the chips is not connected. Ask a grown-up.</source>
        <translation>The place for the chips is not connected. Ask a grown-up.</translation>
    </message>
    <message>
        <source>This film is broken. The next one follows.</source>
        <translation>This film is broken. The next one follows.</translation>
    </message>
    <message>
        <source>This chip is somebody else&apos;s.</source>
        <translation>This chip is somebody else&apos;s.</translation>
    </message>
    <message>
        <source>This film is for bigger children.</source>
        <translation>This film is for bigger children.</translation>
    </message>
    <message>
        <source>A grown-up made a break.</source>
        <translation>A grown-up made a break.</translation>
    </message>
    <message>
        <source>A grown-up has to set this up first.</source>
        <translation>A grown-up has to set this up first.</translation>
    </message>
    <message>
        <source>More children</source>
        <translation>More children</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::SignInScreen</name>
    <message>
        <source>This is not a web address. It looks like https://medio.example.</source>
        <translation>This is not a web address. It looks like https://medio.example.</translation>
    </message>
    <message>
        <source>Without https, only a server in your own home network can be used.</source>
        <translation>Without https, only a server in your own home network can be used.</translation>
    </message>
    <message>
        <source>Nobody answers at this address. Is the network there, and the address right?</source>
        <translation>Nobody answers at this address. Is the network there, and the address right?</translation>
    </message>
    <message>
        <source>Something answers at this address, but it is not Medio.</source>
        <translation>Something answers at this address, but it is not Medio.</translation>
    </message>
    <message>
        <source>Medio is there, but can&apos;t help just now. Please try again in a few minutes.</source>
        <translation>Medio is there, but can't help just now. Please try again in a few minutes.</translation>
    </message>
    <message>
        <source>The e-mail address or the password is not right.</source>
        <translation>The e-mail address or the password is not right.</translation>
    </message>
    <message>
        <source>That was tried too often. Please wait a quarter of an hour.</source>
        <translation>That was tried too often. Please wait a quarter of an hour.</translation>
    </message>
    <message>
        <source>This device can&apos;t keep the sign-in safely: its keyring is locked or missing.</source>
        <translation>This device can't keep the sign-in safely: its keyring is locked or missing.</translation>
    </message>
    <message>
        <source>The e-mail address is missing.</source>
        <translation>The e-mail address is missing.</translation>
    </message>
    <message>
        <source>The password is missing.</source>
        <translation>The password is missing.</translation>
    </message>
    <message>
        <source>Sign in to Medio</source>
        <translation>Sign in to Medio</translation>
    </message>
    <message>
        <source>Once, so that the kiosk knows your children, films and chips.</source>
        <translation>Once, so that the kiosk knows your children, films and chips.</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Address of the server</translation>
    </message>
    <message>
        <source>https://medio.example</source>
        <comment>placeholder for the server&apos;s address</comment>
        <translation>https://medio.example</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-mail address</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Hide</source>
        <comment>the password</comment>
        <translation>Hide</translation>
    </message>
    <message>
        <source>Show</source>
        <comment>the password</comment>
        <translation>Show</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>Hide the password</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Show the password</translation>
    </message>
    <message>
        <source>Signing in …</source>
        <translation>Signing in …</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Back to the children</source>
        <translation>Back to the children</translation>
    </message>
</context>
</TS>
