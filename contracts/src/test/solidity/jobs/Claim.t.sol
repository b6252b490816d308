// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {Fixture} from "../Fixture.sol";
import {PayoutTree} from "../PayoutTree.sol";
import {Receiver} from "../Receiver.sol";

contract ClaimTest is Fixture {
    using PayoutTree for PayoutTree.Leaf[];

    uint256 private constant FUNDS = 100 ether;
    uint256 private id;

    function setUp() public override {
        super.setUp();
        join(alice, MIN_STAKE);
        join(bob, MIN_STAKE);
        id = createTraining(FUNDS);
    }

    /* PAYING */

    function test_ShouldPayEveryLeafOfATreeOnce(uint256 size, uint256 seed) public {
        PayoutTree.Leaf[] memory leaves = someLeaves(bound(size, 1, 40), seed);
        settleNewRound(id, leaves);

        for (uint256 i = 0; i < leaves.length; ++i) {
            vm.expectEmit(address(jobs));
            emit IJobRegistry.Claimed(id, leaves[i].account, leaves[i].earned, 0);
            claim(leaves, i);
            vm.assertEq(leaves[i].account.balance, leaves[i].earned, "balance");
        }
        vm.assertEq(jobs.training(id).paid, leaves.totalEarned(), "paid");
        vm.assertEq(address(jobs).balance, FUNDS - leaves.totalEarned(), "escrow");
    }

    function test_ShouldLetAnyoneDeliver(address caller) public {
        PayoutTree.Leaf[] memory leaves = settled(alice, 3, 0);
        bytes32[] memory proof = leaves.proof(0);
        vm.prank(caller);
        jobs.claim(id, 0, alice, 3, 0, proof);
        vm.assertEq(alice.balance, 3, "balance");
    }

    function test_ShouldPayTheDifferenceToTheLastClaim(uint256 first, uint256 second) public {
        first = bound(first, 1, FUNDS - 1);
        second = bound(second, first + 1, FUNDS);
        claim(settled(alice, first, 0), 0);
        claim(settled(alice, second, 0), 0);

        (uint256 paid,) = jobs.delivered(id, alice);
        vm.assertEq(paid, second, "delivered");
        vm.assertEq(alice.balance, second, "balance");
    }

    function test_ShouldPayManyRoundsByOneClaim() public {
        settled(alice, 1 ether, 0);
        settled(alice, 2 ether, 0);
        claim(settled(alice, 3 ether, 0), 0);
        vm.assertEq(alice.balance, 3 ether, "balance");
    }

    function test_ShouldPayInAPauseAndAfterClosing() public {
        PayoutTree.Leaf[] memory leaves = settled(alice, 1 ether, 0);
        vm.prank(publisher);
        jobs.close(id);
        jobs.refund(id);
        vm.prank(pauser);
        jobs.pause();
        vm.warp(vm.getBlockTimestamp() + 3650 days);

        claim(leaves, 0);
        vm.assertEq(alice.balance, 1 ether, "balance");
    }

    function test_ShouldPayOutTheWholeEscrow() public {
        claim(settled(alice, FUNDS, 0), 0);
        vm.assertEq(alice.balance, FUNDS, "balance");
        vm.assertEq(address(jobs).balance, 0, "escrow");
    }

    /* SLASHING */

    function test_ShouldSlashIntoTheEscrow(uint256 slashed) public {
        slashed = bound(slashed, 1, MIN_STAKE);
        PayoutTree.Leaf[] memory leaves = settled(bob, 0, slashed);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.Claimed(id, bob, 0, slashed);
        claim(leaves, 0);

        vm.assertEq(workers.worker(bob).stake, MIN_STAKE - slashed, "stake");
        vm.assertEq(jobs.training(id).slashed, slashed, "slashed");
        vm.assertEq(address(jobs).balance, FUNDS + slashed, "escrow");
        vm.assertTrue(!workers.isActive(bob), "active");
    }

    function test_ShouldPayAndSlashInOneClaim() public {
        claim(settled(bob, 2 ether, MIN_STAKE / 4), 0);
        vm.assertEq(bob.balance, 2 ether, "balance");
        vm.assertEq(workers.worker(bob).stake, MIN_STAKE - MIN_STAKE / 4, "stake");
        (uint256 paid, uint256 slashed) = jobs.delivered(id, bob);
        vm.assertEq(paid, 2 ether, "paid");
        vm.assertEq(slashed, MIN_STAKE / 4, "slashed");
    }

    function test_ShouldSlashTheDifferenceToTheLastClaim() public {
        claim(settled(bob, 0, 10), 0);
        PayoutTree.Leaf[] memory later = settled(bob, 0, 25);
        claim(later, 0);
        vm.assertEq(workers.worker(bob).stake, MIN_STAKE - 25, "stake");
        (, uint256 slashed) = jobs.delivered(id, bob);
        vm.assertEq(slashed, 25, "delivered");

        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NothingToClaim.selector, bob));
        claim(later, 0);
    }

    function test_ShouldTakeTheStakeThatIsThereAndTheRestLater() public {
        PayoutTree.Leaf[] memory leaves = settled(bob, 0, MIN_STAKE + 5);
        claim(leaves, 0);
        vm.assertEq(workers.worker(bob).stake, 0, "stake");

        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NothingToClaim.selector, bob));
        claim(leaves, 0);

        vm.deal(bob, MIN_STAKE);
        vm.prank(bob);
        workers.topUp{value: MIN_STAKE}();
        claim(leaves, 0);
        vm.assertEq(workers.worker(bob).stake, MIN_STAKE - 5, "the rest");
        vm.assertEq(jobs.training(id).slashed, MIN_STAKE + 5, "slashed");
    }

    function test_ShouldPayAWorkerThatHasLeftThoughASlashFindsNothing() public {
        vm.prank(bob);
        workers.leave();
        vm.warp(vm.getBlockTimestamp() + COOLDOWN);
        vm.prank(bob);
        workers.withdraw();

        claim(settled(bob, 7, 9), 0);
        vm.assertEq(bob.balance, MIN_STAKE + 7, "balance");
        vm.assertEq(jobs.training(id).slashed, 0, "slashed");
    }

    /* RECEIVERS */

    function test_ShouldKeepAPaymentThatIsRefused() public {
        Receiver receiver = new Receiver();
        receiver.refuse(true);
        PayoutTree.Leaf[] memory leaves = settled(address(receiver), 4, 0);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.Claimed(id, address(receiver), 4, 0);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.PaymentDeferred(address(receiver), 4);
        claim(leaves, 0);

        vm.assertEq(jobs.withdrawable(address(receiver)), 4, "withdrawable");
        vm.assertEq(address(jobs).balance, FUNDS, "escrow");
        (uint256 paid,) = jobs.delivered(id, address(receiver));
        vm.assertEq(paid, 4, "delivered");
    }

    function test_ShouldKeepEveryPaymentThatIsRefused() public {
        Receiver receiver = new Receiver();
        receiver.refuse(true);
        claim(settled(address(receiver), 5, 0), 0);
        claim(settled(address(receiver), 12, 0), 0);
        vm.assertEq(jobs.withdrawable(address(receiver)), 12, "withdrawable");
        (uint256 paid,) = jobs.delivered(id, address(receiver));
        vm.assertEq(paid, 12, "delivered");
    }

    function test_ShouldNotBurnTheGasOfWhoDelivers() public {
        Receiver receiver = new Receiver();
        receiver.burnGas();
        PayoutTree.Leaf[] memory leaves = settled(address(receiver), 4, 0);
        bytes32[] memory proof = leaves.proof(0);
        jobs.claim{gas: 250_000}(id, 0, address(receiver), 4, 0, proof);

        vm.assertEq(jobs.withdrawable(address(receiver)), 4, "withdrawable");
    }

    /// @dev Whoever delivers chooses the gas. Too little of it fails the claim; it never turns a payment that the
    /// receiver would take into one that it must withdraw.
    function test_ShouldNotLetWhoDeliversStarveTheReceiver(uint256 gas) public {
        Receiver receiver = new Receiver();
        receiver.work();
        PayoutTree.Leaf[] memory leaves = settled(address(receiver), 4, 0);
        bytes32[] memory proof = leaves.proof(0);
        try jobs.claim{gas: bound(gas, 30_000, 250_000)}(id, 0, address(receiver), 4, 0, proof) {
            vm.assertEq(address(receiver).balance, 4, "paid");
        } catch {
            vm.assertEq(jobs.training(id).paid, 0, "nothing has happened");
        }
        vm.assertEq(jobs.withdrawable(address(receiver)), 0, "withdrawable");
    }

    function test_ShouldTakeALongProof() public {
        bytes32[] memory proof = new bytes32[](jobs.MAX_PROOF());
        bytes32 root = jobs.payoutLeaf(0, id, alice, 7, 0);
        for (uint256 i = 0; i < proof.length; ++i) {
            proof[i] = keccak256(abi.encode(i));
            root = root < proof[i]
                ? keccak256(abi.encodePacked(root, proof[i]))
                : keccak256(abi.encodePacked(proof[i], root));
        }
        settle(id, toRevealing(id), root, 7);
        jobs.claim(id, 0, alice, 7, 0, proof);
        vm.assertEq(alice.balance, 7, "paid");
    }

    function test_ShouldPayAReentrantReceiverOnce() public {
        Receiver receiver = new Receiver();
        PayoutTree.Leaf[] memory leaves = settled(address(receiver), 4, 0);
        bytes32[] memory proof = leaves.proof(0);
        receiver.reenter(address(jobs), abi.encodeCall(jobs.claim, (id, 0, address(receiver), 4, 0, proof)));
        claim(leaves, 0);

        vm.assertEq(receiver.entered(), 1, "tried to re-enter");
        vm.assertTrue(!receiver.succeeded(), "and was refused");
        vm.assertEq(address(receiver).balance, 4, "balance");
        vm.assertEq(jobs.training(id).paid, 4, "paid");
    }

    /* REFUSALS */

    function test_ShouldRefuseASecondTime() public {
        PayoutTree.Leaf[] memory leaves = settled(alice, 5, 1);
        claim(leaves, 0);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NothingToClaim.selector, alice));
        claim(leaves, 0);
    }

    function test_ShouldTakeNothingBackWhenALaterRootSaysLess() public {
        claim(settled(alice, 5, 2), 0);
        PayoutTree.Leaf[] memory less = leavesOf(PayoutTree.Leaf(id, alice, 4, 1));
        settle(id, toRevealing(id), less.root(), 5);

        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NothingToClaim.selector, alice));
        claim(less, 0);
        vm.assertEq(alice.balance, 5, "balance");
    }

    function test_ShouldRefuseWithoutASettledRoot(bytes32[] memory proof) public {
        vm.assume(proof.length <= jobs.MAX_PROOF());
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.WrongProof.selector, bytes32(0)));
        jobs.claim(id, 0, alice, 1, 0, proof);
    }

    function test_ShouldRefuseAnUnknownTraining(uint256 unknown) public {
        vm.assume(unknown != id);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.WrongProof.selector, bytes32(0)));
        jobs.claim(unknown, 0, alice, 1, 0, new bytes32[](0));
    }

    function test_ShouldRefuseAnythingButTheLeaf(uint256 size, uint256 seed, uint256 change) public {
        PayoutTree.Leaf[] memory leaves = someLeaves(bound(size, 2, 20), seed);
        settleNewRound(id, leaves);
        uint256 index = seed % leaves.length;
        PayoutTree.Leaf memory leaf = leaves[index];
        bytes32[] memory proof = leaves.proof(index);
        bytes32 root = leaves.root();
        change = bound(change, 1, 1 ether);

        expectWrongProof(root);
        jobs.claim(id, index + change, leaf.account, leaf.earned, leaf.slashed, proof);
        expectWrongProof(root);
        jobs.claim(id, index, address(uint160(leaf.account) + uint160(change)), leaf.earned, leaf.slashed, proof);
        expectWrongProof(root);
        jobs.claim(id, index, leaf.account, leaf.earned + change, leaf.slashed, proof);
        expectWrongProof(root);
        jobs.claim(id, index, leaf.account, leaf.earned, leaf.slashed + change, proof);
        expectWrongProof(root);
        jobs.claim(id, index, leaf.account, leaf.earned, leaf.slashed, new bytes32[](0));
        proof[0] = bytes32(uint256(proof[0]) ^ change);
        expectWrongProof(root);
        jobs.claim(id, index, leaf.account, leaf.earned, leaf.slashed, proof);
    }

    function test_ShouldRefuseTheLeafOfAnotherTraining() public {
        uint256 other = createTraining(FUNDS);
        PayoutTree.Leaf[] memory leaves = leavesOf(PayoutTree.Leaf(other, alice, 5, 0));
        settle(id, toRevealing(id), leaves.root(), 5);

        expectWrongProof(leaves.root());
        jobs.claim(id, 0, alice, 5, 0, new bytes32[](0));
    }

    function test_ShouldRefuseTheRootOfAnEarlierRound() public {
        PayoutTree.Leaf[] memory earlier = settled(alice, 5, 0);
        PayoutTree.Leaf[] memory later = settled(alice, 6, 0);
        expectWrongProof(later.root());
        claim(earlier, 0);
    }

    function test_ShouldRefuseTooLongAProof() public {
        settled(alice, 5, 0);
        uint256 most = jobs.MAX_PROOF();
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.ProofTooLong.selector, most + 1, most));
        jobs.claim(id, 0, alice, 5, 0, new bytes32[](most + 1));
    }

    /// @dev A wrong root must not reach into the escrow beyond what the settlement said it would pay.
    function test_ShouldNeverPayMoreThanTheTotalOfTheRoot(uint256 total, uint256 each) public {
        total = bound(total, 1, FUNDS);
        each = bound(each, total / 2 + 1, total);
        PayoutTree.Leaf[] memory leaves = new PayoutTree.Leaf[](2);
        leaves[0] = PayoutTree.Leaf(id, alice, each, 0);
        leaves[1] = PayoutTree.Leaf(id, bob, each, 0);
        settle(id, toRevealing(id), leaves.root(), total);

        claim(leaves, 0);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.PayoutsExceedTotal.selector, each, total - each));
        claim(leaves, 1);
        vm.assertEq(jobs.training(id).paid, each, "paid");
    }

    function test_ShouldNotOverflowOnAnAbsurdLeaf() public {
        PayoutTree.Leaf[] memory leaves = leavesOf(PayoutTree.Leaf(id, alice, type(uint256).max, type(uint256).max));
        settle(id, toRevealing(id), leaves.root(), 5);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.PayoutsExceedTotal.selector, type(uint256).max, 5));
        claim(leaves, 0);
    }

    function test_LeafShouldBeTheDoubleHash(PayoutTree.Leaf memory leaf, uint256 index) public view {
        bytes32 actual = jobs.payoutLeaf(index, leaf.id, leaf.account, leaf.earned, leaf.slashed);
        vm.assertEq(actual, PayoutTree.hash(index, leaf), "leaf");
    }

    /* HELPERS */

    function settled(address worker, uint256 earned, uint256 slashed)
        private
        returns (PayoutTree.Leaf[] memory leaves)
    {
        leaves = leavesOf(PayoutTree.Leaf(id, worker, earned, slashed));
        settleNewRound(id, leaves);
    }

    function someLeaves(uint256 count, uint256 seed) private view returns (PayoutTree.Leaf[] memory leaves) {
        leaves = new PayoutTree.Leaf[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 earned = 1 + uint256(keccak256(abi.encode(seed, i))) % (FUNDS / count);
            leaves[i] = PayoutTree.Leaf(id, address(uint160(0x10000 + i)), earned, 0);
        }
    }

    function expectWrongProof(bytes32 root) private {
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.WrongProof.selector, root));
    }
}
